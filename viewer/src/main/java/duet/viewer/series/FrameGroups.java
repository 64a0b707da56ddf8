package duet.viewer.series;

import duet.viewer.dicom.DataSet;
import duet.viewer.dicom.Tag;
import duet.viewer.geometry.Plane;
import duet.viewer.geometry.Point;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Where the attributes of one frame stand: in the functional groups of a multi-frame object, those
 * of the frame before the shared ones (PS3.3 C.7.6.16), or in the data set itself.
 */
record FrameGroups(DataSet root, List<DataSet> groups) {
  private static final double SQUARE = 1e-3; // cosine between row and column direction
  private static final int LONGEST_TYPE = 16; // of value representation LO, in use are two letters
  private static final double LARGEST_SPACING_MM = 100;

  static FrameGroups of(DataSet root, List<DataSet> perFrame, int frame) {
    List<DataSet> shared = root.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
    List<DataSet> own = frame < perFrame.size() ? List.of(perFrame.get(frame)) : List.of();
    return new FrameGroups(root, Stream.concat(own.stream(), shared.stream()).toList());
  }

  /** The data set that holds an attribute of this functional group. */
  private DataSet holder(Tag group) {
    return groups.stream().flatMap(item -> item.items(group).stream()).findFirst().orElse(root);
  }

  List<String> frameType() {
    DataSet type = holder(Tag.CT_IMAGE_FRAME_TYPE_SEQUENCE);
    return type == root ? root.texts(Tag.IMAGE_TYPE) : type.texts(Tag.FRAME_TYPE);
  }

  Optional<String> rescaleType() {
    return holder(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE)
        .text(Tag.RESCALE_TYPE)
        .map(type -> type.length() <= LONGEST_TYPE ? type : type.substring(0, LONGEST_TYPE));
  }

  OptionalDouble rescaleSlope() {
    return holder(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE).number(Tag.RESCALE_SLOPE);
  }

  OptionalDouble rescaleIntercept() {
    return holder(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE).number(Tag.RESCALE_INTERCEPT);
  }

  Optional<VoiWindow> window() {
    DataSet lut = holder(Tag.FRAME_VOI_LUT_SEQUENCE);
    OptionalDouble centre = lut.number(Tag.WINDOW_CENTER);
    OptionalDouble width = lut.number(Tag.WINDOW_WIDTH);
    if (centre.isEmpty()
        || width.isEmpty()
        || Math.abs(centre.getAsDouble()) > 65536
        || !(width.getAsDouble() >= 1 && width.getAsDouble() <= 65536)) {
      return Optional.empty();
    }
    return Optional.of(new VoiWindow(centre.getAsDouble(), width.getAsDouble()));
  }

  /** Empty unless position, orientation and spacing are there and make a rectangle. */
  Optional<Plane> plane() {
    List<Double> position = holder(Tag.PLANE_POSITION_SEQUENCE).numbers(Tag.IMAGE_POSITION_PATIENT);
    List<Double> orientation =
        holder(Tag.PLANE_ORIENTATION_SEQUENCE).numbers(Tag.IMAGE_ORIENTATION_PATIENT);
    List<Double> spacing = holder(Tag.PIXEL_MEASURES_SEQUENCE).numbers(Tag.PIXEL_SPACING);
    if (position.size() != 3 || orientation.size() != 6 || spacing.size() != 2) {
      return Optional.empty();
    }
    Point right = point(orientation, 0);
    Point down = point(orientation, 3);
    if (!nearlyUnit(right)
        || !nearlyUnit(down)
        || Math.abs(right.dot(down)) > SQUARE
        || !spacing.stream().allMatch(mm -> mm > 0 && mm <= LARGEST_SPACING_MM)) {
      return Optional.empty();
    }
    return Optional.of(
        new Plane(point(position, 0), right.unit(), down.unit(), spacing.get(1), spacing.get(0)));
  }

  private static boolean nearlyUnit(Point direction) {
    return Math.abs(direction.length() - 1) < 0.01;
  }

  private static Point point(List<Double> numbers, int from) {
    return new Point(numbers.get(from), numbers.get(from + 1), numbers.get(from + 2));
  }
}
