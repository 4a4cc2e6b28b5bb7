"""Tests of what the build makes: fat jars, their launcher and their AOT caches. Standard library and pytest only."""
