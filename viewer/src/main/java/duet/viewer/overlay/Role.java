package duet.viewer.overlay;

/** What kind of picture a view shows. It is set once, so a synthetic view can never pass as CT. */
public enum Role {
  CT,
  SYNTHETIC_MRI
}
