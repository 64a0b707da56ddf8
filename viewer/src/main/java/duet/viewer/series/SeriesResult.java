package duet.viewer.series;

/** Slices made a series, or the reason why they cannot be shown honestly. */
public sealed interface SeriesResult permits Series, Refused {}
