package duet.models.dataset;

import java.nio.file.Path;

/**
 * A CT slice and the MRI slice of the same place in the same head.
 *
 * @param name file name, alike in both folders
 * @param caseId the patient or scan it belongs to
 * @param slice number within the case
 */
public record Pair(String name, String caseId, int slice, Split split, Path ct, Path mri) {
  /**
   * Reads the CT.
   *
   * @throws DatasetException when it cannot be read
   */
  public GreyPicture readCt() {
    return GreyPicture.read(ct);
  }

  /**
   * Reads the MRI.
   *
   * @throws DatasetException when it cannot be read
   */
  public GreyPicture readMri() {
    return GreyPicture.read(mri);
  }
}
