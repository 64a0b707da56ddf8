package duet.models.training;

/** How a network with batch normalisation and dropout is run. */
public enum Mode {
  /** Statistics of the batch, which also move the moving ones; dropout where there is any. */
  LEARNING,
  /** Moving statistics and no dropout: what the exported model computes. */
  USING
}
