package duet.models.training.mri;

/**
 * A CT slice and the MRI slice at the same place, grey values 0..255, row by row.
 *
 * @param name of the file, for messages and contact sheets
 * @param patient slices of one patient are never split between training and validation
 */
record Example(String name, String patient, int size, byte[] ct, byte[] mri) {
  Example {
    if (ct.length != size * size || mri.length != size * size) {
      throw new IllegalArgumentException(name + " is not " + size + "x" + size);
    }
  }
}
