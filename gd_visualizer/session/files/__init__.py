"""Reading and writing what is kept in files: tables of points, built-in data sets and the check of both."""
