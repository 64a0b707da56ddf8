package duet.models.card;

/** Whether the weights have learnt anything. */
public enum Training {
  /** Seeded random weights: the output is noise and every screen and file says UNTRAINED. */
  UNTRAINED,
  TRAINED
}
