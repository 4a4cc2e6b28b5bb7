"""Bills of materials: what the jars and the images are made of, and under which licences.

CycloneDX's own tools read what is there; this package puts their parts together and checks them.
"""
