package duet.viewer.series;

import duet.viewer.dicom.DataSet;
import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomException.Kind;
import duet.viewer.dicom.DicomObject;
import duet.viewer.dicom.Tag;
import duet.viewer.dicom.TransferSyntax;
import duet.viewer.geometry.Plane;
import duet.viewer.series.Refused.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns a DICOM object into CT slices in Hounsfield units, or says why not. What is shown must be
 * what was scanned: an object without position, without rescale to HU or with an inverted grey
 * scale is refused, not guessed at.
 */
public final class SliceReader {
  /** CT Image, Enhanced CT Image, Legacy Converted Enhanced CT Image. */
  private static final List<String> CT_CLASSES =
      List.of(
          "1.2.840.10008.5.1.4.1.1.2",
          "1.2.840.10008.5.1.4.1.1.2.1",
          "1.2.840.10008.5.1.4.1.1.2.2");

  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");
  private static final Pattern CONTROL = Pattern.compile("\\p{C}");
  private static final int LONGEST_TEXT = 256;

  /** Of one object: 256 Mi pixels are 512 MiB of HU, a thousand slices of 512 x 512. */
  private static final long MOST_PIXELS = 1L << 28;

  private SliceReader() {}

  /** Slices in the order of the frames. Decodes all of them: milliseconds for each frame. */
  public static SliceResult slices(DicomObject object) {
    DataSet header = object.header();
    Optional<Refused> refused =
        wrongKind(header, object.frames())
            .or(() -> wrongImage(header))
            .or(() -> wrongSize(header, object.frames()));
    if (refused.isPresent()) {
      return refused.get();
    }
    try {
      return decode(object);
    } catch (DicomException e) {
      if (e.kind() != Kind.DAMAGED) {
        return refused(e);
      }
      return new Refused(
          Reason.DAMAGED,
          refused(e).text() + " (" + TransferSyntax.titleOf(object.transferSyntaxUid()) + ")");
    }
  }

  /** A failed read, in the words of a refusal. */
  public static Refused refused(DicomException e) {
    Reason reason =
        switch (e.kind()) {
          case NOT_DICOM -> Reason.NOT_DICOM;
          case DAMAGED -> Reason.DAMAGED;
          case TOO_LARGE -> Reason.TOO_LARGE;
          case UNSUPPORTED -> Reason.UNSUPPORTED_TRANSFER_SYNTAX;
          case IO -> Reason.UNREADABLE;
        };
    String text = Objects.requireNonNullElse(e.getMessage(), "cannot be read");
    return new Refused(reason, Character.toUpperCase(text.charAt(0)) + text.substring(1));
  }

  private static Optional<Refused> wrongKind(DataSet header, int frames) {
    String modality = code(header, Tag.MODALITY);
    if (frames == 0) {
      String of = modality.isEmpty() ? "" : " (modality " + modality + ")";
      return refuse(Reason.NOT_AN_IMAGE, "Holds no image" + of);
    }
    if (!modality.isEmpty() && !modality.equals("CT")) {
      return refuse(Reason.NOT_CT, "Modality " + modality + ": only CT is read");
    }
    if (!CT_CLASSES.contains(clean(header, Tag.SOP_CLASS_UID))) {
      return refuse(Reason.NOT_CT, "Not a CT image but a copy of a screen or another object");
    }
    if (header.texts(Tag.IMAGE_TYPE).contains("LOCALIZER")) {
      return refuse(Reason.LOCALIZER, "A localizer (scout view), not a slice");
    }
    return Optional.empty();
  }

  private static Optional<Refused> wrongImage(DataSet header) {
    String photometric = code(header, Tag.PHOTOMETRIC_INTERPRETATION);
    if (!photometric.equals("MONOCHROME2")) {
      return refuse(
          Reason.NOT_MONOCHROME, "Grey scale '" + photometric + "': a CT must be MONOCHROME2");
    }
    for (Tag uid : List.of(Tag.SOP_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.STUDY_INSTANCE_UID)) {
      if (!UID.matcher(clean(header, uid)).matches()) {
        return refuse(Reason.DAMAGED, "The header lacks a valid UID " + uid);
      }
    }
    return Optional.empty();
  }

  private static Optional<Refused> wrongSize(DataSet header, int frames) {
    int columns = header.integer(Tag.COLUMNS).orElse(0);
    int rows = header.integer(Tag.ROWS).orElse(0);
    if ((double) frames * columns * rows > MOST_PIXELS) {
      return refuse(Reason.TOO_LARGE, frames + " frames of " + columns + " x " + rows + " pixels");
    }
    int positions = header.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).size();
    if (frames > 1 && positions != frames) {
      return refuse(Reason.NO_GEOMETRY, frames + " frames, but positions for " + positions);
    }
    return Optional.empty();
  }

  private static Optional<Refused> refuse(Reason reason, String text) {
    return Optional.of(new Refused(reason, text));
  }

  private static SliceResult decode(DicomObject object) throws DicomException {
    SeriesHeader common = seriesHeader(object.header());
    List<DataSet> perFrame = object.header().items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < object.frames(); i++) {
      FrameGroups groups = FrameGroups.of(object.header(), perFrame, i);
      Optional<Plane> plane = groups.plane();
      Optional<HuScale> scale = HuScale.of(groups);
      if (groups.frameType().contains("LOCALIZER")) {
        return new Refused(Reason.LOCALIZER, "Frame " + (i + 1) + " is a localizer, not a slice");
      }
      if (plane.isEmpty()) {
        return new Refused(
            Reason.NO_GEOMETRY,
            "Image position, orientation or pixel spacing is missing or contradictory");
      }
      if (scale.isEmpty()) {
        String type = groups.rescaleType().map(t -> ", its values are of type " + t).orElse("");
        return new Refused(Reason.NO_RESCALE, "No usable rescale to Hounsfield units" + type);
      }
      short[] hu = scale.get().apply(object.frame(i));
      slices.add(slice(object, common, groups, new Placed(i, plane.get(), hu)));
    }
    return new SliceResult.Slices(slices);
  }

  /**
   * Values of a frame and where they lie.
   *
   * @param frame 0-based
   */
  private record Placed(int frame, Plane plane, short[] hu) {}

  private static Slice slice(
      DicomObject object, SeriesHeader common, FrameGroups groups, Placed placed) {
    DataSet header = object.header();
    String uid = clean(header, Tag.SOP_INSTANCE_UID);
    int number = placed.frame() + 1;
    boolean single = object.frames() == 1;
    return new Slice(
        common,
        single ? uid : uid + "#" + number,
        single ? header.integer(Tag.INSTANCE_NUMBER).orElse(0) : number,
        placed.plane(),
        header.integer(Tag.COLUMNS).orElse(0),
        header.integer(Tag.ROWS).orElse(0),
        placed.hu(),
        groups.window(),
        header.number(Tag.GANTRY_DETECTOR_TILT).orElse(0));
  }

  private static SeriesHeader seriesHeader(DataSet header) {
    return new SeriesHeader(
        new Patient(
            clean(header, Tag.PATIENT_NAME),
            clean(header, Tag.PATIENT_ID),
            clean(header, Tag.PATIENT_BIRTH_DATE),
            clean(header, Tag.PATIENT_SEX)),
        clean(header, Tag.STUDY_INSTANCE_UID),
        clean(header, Tag.SERIES_INSTANCE_UID),
        clean(header, Tag.FRAME_OF_REFERENCE_UID),
        "CT",
        clean(header, Tag.STUDY_DATE),
        clean(header, Tag.STUDY_DESCRIPTION),
        clean(header, Tag.SERIES_DESCRIPTION),
        clean(header, Tag.SERIES_NUMBER));
  }

  /** A value of representation CS, which has at most 16 characters. */
  private static String code(DataSet header, Tag tag) {
    String text = clean(header, tag);
    return text.length() <= 16 ? text : text.substring(0, 16) + "...";
  }

  /** Without control and direction characters, which could disguise a name on screen. */
  private static String clean(DataSet header, Tag tag) {
    String text = CONTROL.matcher(header.text(tag).orElse("")).replaceAll("");
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
