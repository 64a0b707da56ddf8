package duet.viewer.series;

/** A VOI window as a file proposes it (Window Center and Window Width), in HU. */
public record VoiWindow(double centre, double width) {}
