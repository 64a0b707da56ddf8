package duet.viewer.series;

import java.util.List;

/** What one DICOM object gives: slices, or the reason why not. */
public sealed interface SliceResult permits SliceResult.Slices, Refused {
  /** One slice, or one a frame of a multi-frame object. */
  record Slices(List<Slice> slices) implements SliceResult {
    public Slices {
      slices = List.copyOf(slices);
    }
  }
}
