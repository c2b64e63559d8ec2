"""What would change a customer's cost, the hours and the throughput, before anything is done about it."""
