"""From a recognised table to typed rows, with everything that has to be said about its cells."""
