"""Events on local disk while the store behind them is away."""
