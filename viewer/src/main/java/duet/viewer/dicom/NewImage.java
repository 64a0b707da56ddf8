package duet.viewer.dicom;

import java.util.Map;

/**
 * A single-frame image to be written.
 *
 * @param attributes text of each attribute; several values are separated by a backslash, as in
 *     DICOM itself. The value representation follows from the tag. SOP class and instance UID must
 *     be among them; Specific Character Set is added by the writer.
 * @param pixels 16-bit stored values, row by row
 */
public record NewImage(Map<Tag, String> attributes, short[] pixels) {
  public NewImage {
    attributes = Map.copyOf(attributes);
    if (!attributes.containsKey(Tag.SOP_CLASS_UID)
        || !attributes.containsKey(Tag.SOP_INSTANCE_UID)) {
      throw new IllegalArgumentException("an image needs a SOP class and a SOP instance UID");
    }
  }
}
