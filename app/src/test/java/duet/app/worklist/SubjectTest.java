package duet.app.worklist;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectTest {
  @Test
  void knowsTheKindsOfHaemorrhageByTheirAbbreviations() {
    List<String> classes = List.of("EDH", "IPH");
    assertTrue(Subject.HAEMORRHAGE.assessedBy(classes));
    assertFalse(Subject.ISCHAEMIA.assessedBy(classes));
  }

  @Test
  void readsBothSpellings() {
    assertTrue(Subject.HAEMORRHAGE.assessedBy(List.of("Haemorrhagic stroke")));
    assertTrue(Subject.HAEMORRHAGE.assessedBy(List.of("hemorrhage")));
    assertTrue(Subject.ISCHAEMIA.assessedBy(List.of("ischaemic")));
    assertTrue(Subject.ISCHAEMIA.assessedBy(List.of("Ischemia")));
  }

  @Test
  void takesAnythingElseForSilence() {
    assertFalse(Subject.HAEMORRHAGE.assessedBy(List.of("bus", "person")));
    assertFalse(Subject.ISCHAEMIA.assessedBy(List.of()));
  }
}
