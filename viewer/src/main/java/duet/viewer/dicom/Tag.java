package duet.viewer.dicom;

/** A DICOM attribute tag, {@code group << 16 | element}. Names are those of PS3.6. */
public record Tag(int value) {
  public static final Tag TRANSFER_SYNTAX_UID = new Tag(0x0002_0010);
  public static final Tag SPECIFIC_CHARACTER_SET = new Tag(0x0008_0005);
  public static final Tag IMAGE_TYPE = new Tag(0x0008_0008);
  public static final Tag SOP_CLASS_UID = new Tag(0x0008_0016);
  public static final Tag SOP_INSTANCE_UID = new Tag(0x0008_0018);
  public static final Tag STUDY_DATE = new Tag(0x0008_0020);
  public static final Tag STUDY_TIME = new Tag(0x0008_0030);
  public static final Tag ACCESSION_NUMBER = new Tag(0x0008_0050);
  public static final Tag MODALITY = new Tag(0x0008_0060);
  public static final Tag MANUFACTURER = new Tag(0x0008_0070);
  public static final Tag REFERRING_PHYSICIAN_NAME = new Tag(0x0008_0090);
  public static final Tag STUDY_DESCRIPTION = new Tag(0x0008_1030);
  public static final Tag SERIES_DESCRIPTION = new Tag(0x0008_103E);
  public static final Tag FRAME_TYPE = new Tag(0x0008_9007);
  public static final Tag PATIENT_NAME = new Tag(0x0010_0010);
  public static final Tag PATIENT_ID = new Tag(0x0010_0020);
  public static final Tag PATIENT_BIRTH_DATE = new Tag(0x0010_0030);
  public static final Tag PATIENT_SEX = new Tag(0x0010_0040);
  public static final Tag SLICE_THICKNESS = new Tag(0x0018_0050);
  public static final Tag KVP = new Tag(0x0018_0060);
  public static final Tag GANTRY_DETECTOR_TILT = new Tag(0x0018_1120);
  public static final Tag PATIENT_POSITION = new Tag(0x0018_5100);
  public static final Tag CT_IMAGE_FRAME_TYPE_SEQUENCE = new Tag(0x0018_9329);
  public static final Tag STUDY_INSTANCE_UID = new Tag(0x0020_000D);
  public static final Tag SERIES_INSTANCE_UID = new Tag(0x0020_000E);
  public static final Tag STUDY_ID = new Tag(0x0020_0010);
  public static final Tag SERIES_NUMBER = new Tag(0x0020_0011);
  public static final Tag ACQUISITION_NUMBER = new Tag(0x0020_0012);
  public static final Tag INSTANCE_NUMBER = new Tag(0x0020_0013);
  public static final Tag IMAGE_POSITION_PATIENT = new Tag(0x0020_0032);
  public static final Tag IMAGE_ORIENTATION_PATIENT = new Tag(0x0020_0037);
  public static final Tag FRAME_OF_REFERENCE_UID = new Tag(0x0020_0052);
  public static final Tag POSITION_REFERENCE_INDICATOR = new Tag(0x0020_1040);
  public static final Tag IMAGES_IN_ACQUISITION = new Tag(0x0020_1002);
  public static final Tag PLANE_POSITION_SEQUENCE = new Tag(0x0020_9113);
  public static final Tag PLANE_ORIENTATION_SEQUENCE = new Tag(0x0020_9116);
  public static final Tag SAMPLES_PER_PIXEL = new Tag(0x0028_0002);
  public static final Tag PHOTOMETRIC_INTERPRETATION = new Tag(0x0028_0004);
  public static final Tag NUMBER_OF_FRAMES = new Tag(0x0028_0008);
  public static final Tag ROWS = new Tag(0x0028_0010);
  public static final Tag COLUMNS = new Tag(0x0028_0011);
  public static final Tag PIXEL_SPACING = new Tag(0x0028_0030);
  public static final Tag BITS_ALLOCATED = new Tag(0x0028_0100);
  public static final Tag BITS_STORED = new Tag(0x0028_0101);
  public static final Tag HIGH_BIT = new Tag(0x0028_0102);
  public static final Tag PIXEL_REPRESENTATION = new Tag(0x0028_0103);
  public static final Tag PIXEL_PADDING_VALUE = new Tag(0x0028_0120);
  public static final Tag PIXEL_PADDING_RANGE_LIMIT = new Tag(0x0028_0121);
  public static final Tag WINDOW_CENTER = new Tag(0x0028_1050);
  public static final Tag WINDOW_WIDTH = new Tag(0x0028_1051);
  public static final Tag RESCALE_INTERCEPT = new Tag(0x0028_1052);
  public static final Tag RESCALE_SLOPE = new Tag(0x0028_1053);
  public static final Tag RESCALE_TYPE = new Tag(0x0028_1054);
  public static final Tag PIXEL_MEASURES_SEQUENCE = new Tag(0x0028_9110);
  public static final Tag FRAME_VOI_LUT_SEQUENCE = new Tag(0x0028_9132);
  public static final Tag PIXEL_VALUE_TRANSFORMATION_SEQUENCE = new Tag(0x0028_9145);
  public static final Tag SHARED_FUNCTIONAL_GROUPS_SEQUENCE = new Tag(0x5200_9229);
  public static final Tag PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE = new Tag(0x5200_9230);
  public static final Tag PIXEL_DATA = new Tag(0x7FE0_0010);

  @Override
  public String toString() {
    return String.format("(%04X,%04X)", value >>> 16, value & 0xFFFF);
  }
}
