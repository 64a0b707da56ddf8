package duet.viewer.overlay;

/** Whether a mark is the one that the reader is at. */
enum Emphasis {
  PLAIN,
  SELECTED
}
