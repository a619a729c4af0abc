"""What an article states that its other side must state too: numbers, prices, times, sizes, contacts, codes."""
