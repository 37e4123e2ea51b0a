//go:build loki

package main

import (
	"flag"

	"github.com/grafana/loki/pkg/loki"
)

func main() {
	var config loki.Config
	flags := flag.NewFlagSet("loki", flag.ContinueOnError)
	config.RegisterFlags(flags)
	write(&config, flags)
}
