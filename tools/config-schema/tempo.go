//go:build tempo

package main

import (
	"flag"

	"github.com/grafana/tempo/cmd/tempo/app"
)

func main() {
	var config app.Config
	flags := flag.NewFlagSet("tempo", flag.ContinueOnError)
	config.RegisterFlagsAndApplyDefaults("", flags)
	write(&config, flags)
}
