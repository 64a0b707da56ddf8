package duet.inference.device;

/** Whose numbers these are. Every time that Duet shows carries one of these; see docs. */
public enum Origin {
  /** Measured on CPU threads of this machine that stand in for GPU and DLA. */
  CPU_LANES("measured on CPU lanes"),
  /** Predicted by the simulated Jetson; nothing was measured. */
  SIMULATED_JETSON("simulated Jetson, not measured"),
  /** Measured on the GPU and DLA of a Jetson. */
  JETSON("measured on Jetson");

  private final String words;

  Origin(String words) {
    this.words = words;
  }

  /** The words for screens, reports and tables. */
  public String words() {
    return words;
  }
}
