//go:build mimir

package main

import (
	"flag"

	"github.com/go-kit/log"
	"github.com/grafana/mimir/pkg/mimir"
)

func main() {
	var config mimir.Config
	flags := flag.NewFlagSet("mimir", flag.ContinueOnError)
	config.RegisterFlags(flags, log.NewNopLogger())
	write(&config, flags)
}
