"""Hold matching in child processes to the reference matcher, with faults put into the engine."""
