package duet.inference.engine;

/** How far the runtime may rewrite the graph; results are comparable bit for bit at one level. */
public enum Optimisation {
  NONE,
  BASIC,
  ALL
}
