"""How a site works by the clock: calendar, shifts, holidays, and what times mean."""
