package duet.viewer.overlay;

/** Whether boxes are drawn, or hidden by the reader. */
public enum Visibility {
  SHOWN,
  HIDDEN
}
