// Package agent answers the manager's questions about a node.
package agent

import (
	"context"
	"time"
)

// Health asks the node for its state once a minute.
type Health struct {
	log    Logger
	client Client
}

// Run blocks until ctx is done.
func (h *Health) Run(ctx context.Context) {
	h.log.Info(ctx, "Health loop started", "interval", "1m")
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			h.log.Info(ctx, "Health loop stopped")
			return
		case <-tick.C:
			h.ping(ctx)
		}
	}
}

func (h *Health) ping(ctx context.Context) {
	took, err := h.client.Ping(ctx)
	if err != nil {
		h.log.Error(ctx, "CQL ping failed", "error", err)
		return
	}
	h.log.Info(ctx, "CQL ping", "took", took)
	if took > time.Second {
		h.log.Info(ctx, "CQL ping is slow", "took", took)
	}
}
