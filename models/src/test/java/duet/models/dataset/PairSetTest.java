package duet.models.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairSetTest {
  private static final String HEADER = "name,case,slice,split,note\n";
  @TempDir Path folder;

  @Test
  void takesCaseSliceAndSplitFromTheTable() throws IOException {
    twoPairs();
    Folders.text(table(), HEADER + "b_2.png,21,7,val,x\na_1.png,3,5,train,y\n");
    PairSet set = PairSet.read(folder);
    assertEquals(List.of("3", "21"), List.copyOf(set.byCase().keySet()));
    Pair val = set.in(Split.VAL).pairs().get(0);
    assertEquals("b_2.png", val.name());
    assertEquals(7, val.slice());
    assertEquals(256, val.readMri().width());
  }

  @Test
  void withoutATableThePrefixOfTheNameIsTheCase() throws IOException {
    Folders.pair(folder, "case02_slice10.png");
    Folders.pair(folder, "case02_slice9.png");
    Folders.pair(folder, "other.png");
    PairSet set = PairSet.read(folder);
    assertEquals(
        List.of("case02 9 NONE", "case02 10 NONE", "other 0 NONE"),
        set.pairs().stream().map(p -> p.caseId() + " " + p.slice() + " " + p.split()).toList());
  }

  @Test
  void aPictureWithoutPartnerIsNamed() throws IOException {
    twoPairs();
    Files.delete(folder.resolve("MRI/a_1.png"));
    refused("No MRI of the same name");
    refused("a_1.png");
    Files.delete(folder.resolve("CT/a_1.png"));
    Files.delete(folder.resolve("CT/b_2.png"));
    refused("No CT of the same name");
  }

  @Test
  void aPictureOfAnotherSizeIsNamedWithItsSize() throws IOException {
    twoPairs();
    Folders.picture(folder.resolve("MRI/b_2.png"), 128);
    refused("b_2.png is 128x128, must be 256x256");
  }

  @Test
  void whatIsNoPictureIsNamed() throws IOException {
    twoPairs();
    Folders.text(folder.resolve("CT/b_2.png"), "no picture");
    refused("b_2.png is no PNG or JPEG");
  }

  @Test
  void theTableMustFitTheFiles() throws IOException {
    twoPairs();
    Folders.text(table(), HEADER + "a_1.png,3,5,train,\n");
    refused("does not list pictures that are there: b_2.png");
    Folders.text(table(), HEADER + "a_1.png,3,5,train,\nb_2.png,3,6,train,\nc.png,3,7,train,\n");
    refused("lists pictures that are not there: c.png");
    Folders.text(table(), HEADER + "a_1.png,3,5,train,\na_1.png,3,5,train,\n");
    refused("line 3: a_1.png is listed twice");
    Folders.text(table(), "name,case\n");
    refused("it needs [name, case, slice, split]");
    Folders.text(table(), HEADER + "a_1.png,3,5\nb_2.png,3,6,train,\n");
    refused("line 2: 3 fields, the header has 5");
    Folders.text(table(), HEADER + "a_1.png,3,x,train,\nb_2.png,3,6,train,\n");
    refused("line 2: the slice is 'x'");
    Folders.text(table(), HEADER + "a_1.png,3,5,valid,\nb_2.png,3,6,train,\n");
    refused("line 2: the split is 'valid', must be train, val or test");
  }

  @Test
  void aCaseInTwoSplitsIsRefused() throws IOException {
    twoPairs();
    Folders.text(table(), HEADER + "a_1.png,3,5,train,\nb_2.png,3,6,val,\n");
    refused("case 3 is in train and in val");
  }

  @Test
  void anEmptySplitIsRefusedAndSaysWhatThereIs() throws IOException {
    twoPairs();
    Folders.text(table(), HEADER + "a_1.png,3,5,train,\nb_2.png,4,6,train,\n");
    PairSet set = PairSet.read(folder);
    var wrong = assertThrows(DatasetException.class, () -> set.in(Split.VAL));
    assertTrue(String.valueOf(wrong.getMessage()).contains("it has: train"), wrong.getMessage());
  }

  @Test
  void anEmptyFolderIsRefused() throws IOException {
    refused("has no folder");
    Files.createDirectories(folder.resolve("CT"));
    Files.createDirectories(folder.resolve("MRI"));
    refused("There are no pairs");
  }

  @Test
  void readsTheRealPairs() {
    PairSet set = PairSet.read(Folders.shared("ct2mri/pairs"));
    assertEquals(149, set.pairs().size());
    assertEquals(8, set.byCase().size());
    assertEquals(16, set.in(Split.VAL).pairs().size());
    assertEquals("2", set.pairs().get(0).caseId());
  }

  private void twoPairs() throws IOException {
    Folders.pair(folder, "a_1.png");
    Folders.pair(folder, "b_2.png");
  }

  private Path table() {
    return folder.resolve("pairs.csv");
  }

  private void refused(String why) {
    var wrong = assertThrows(DatasetException.class, () -> PairSet.read(folder));
    assertTrue(String.valueOf(wrong.getMessage()).contains(why), wrong.getMessage());
  }
}
