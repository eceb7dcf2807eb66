"""Every write a person can do: plain functions, unit of work first."""
