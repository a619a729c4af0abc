"""Pictures of articles, in the sizes that screens need: `variants` draws them by Pillow, `shown` knows which are needed."""
