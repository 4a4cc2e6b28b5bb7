"""What the tests of the running system share; holds no test itself."""
