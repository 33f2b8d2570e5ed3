"""Tests, from the outside in; they mirror the packages."""
