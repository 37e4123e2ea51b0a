module cdk8s-lgtm/tools/go-rand

go 1.21
