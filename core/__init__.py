"""What Stepwise knows of the trade. It knows no screen: nothing here imports streamlit or pages."""
