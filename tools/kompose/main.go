// kompose 1.26.1, unmodified, to make test vectors with: see scripts/kompose-vectors.ts.
package main

import "github.com/kubernetes/kompose/cmd"

func main() { cmd.Execute() }
