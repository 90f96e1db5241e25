"""The arithmetic of obligations: periods, standing, balance. Pure functions over plain data, without the ORM."""
