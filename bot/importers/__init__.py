"""Importers: schedules as planners keep them (CSV, Primavera P6 XER) become tasks."""
