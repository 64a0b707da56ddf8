package duet.viewer.overlay;

/** Whether the model behind a view was trained. Views say UNTRAINED until told otherwise. */
public enum Weights {
  UNTRAINED,
  TRAINED
}
