package duet.viewer.series;

/** What all slices of a series have in common. Empty strings where the file says nothing. */
public record SeriesHeader(
    Patient patient,
    String studyInstanceUid,
    String seriesInstanceUid,
    String frameOfReferenceUid,
    String modality,
    String studyDate,
    String studyDescription,
    String seriesDescription,
    String seriesNumber) {}
