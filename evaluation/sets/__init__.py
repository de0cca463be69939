"""One module a public set: how it is read in, what of the product's output is held against it."""
