"""Crews and plant: the register, how they are used, what is down, and which can be spared."""
