"""The customer's side: what becoming a customer costs them, and what would be easier for both."""
