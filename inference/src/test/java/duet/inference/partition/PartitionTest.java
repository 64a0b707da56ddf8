package duet.inference.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Value;
import duet.inference.onnx.OnnxReader;
import duet.inference.onnx.OnnxWriter;
import duet.inference.shape.InferShapes;
import duet.inference.surgery.Nets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PartitionTest {

  /** Down, down, up, joined with the skip, up: 8 x 8 to 4 x 4 to 2 x 2 and back. */
  private static Graph smallUNet() {
    return InferShapes.of(
        new Nets()
            .input("x", 1, 1, 8, 8)
            .weights("w1", 2, 1, 2, 2)
            .weights("w2", 4, 2, 2, 2)
            .weights("w3", 4, 2, 2, 2)
            .weights("w4", 4, 1, 2, 2)
            .node("Conv", "down1", List.of("x", "w1"), Ints.of("strides", 2, 2))
            .node("Conv", "down2", List.of("down1", "w2"), Ints.of("strides", 2, 2))
            .node("ConvTranspose", "up1", List.of("down2", "w3"), Ints.of("strides", 2, 2))
            .node("Concat", "joined", List.of("up1", "down1"), new Attribute.Int("axis", 1))
            .node("ConvTranspose", "up2", List.of("joined", "w4"), Ints.of("strides", 2, 2))
            .graph("up2"));
  }

  @Test
  void aCutKeepsTheSkipsOfAUNetAlive() {
    List<Cut> cuts = Cuts.of(smallUNet());
    assertEquals(List.of("down2", "up1", "joined", "up2"), cuts.stream().map(Cut::before).toList());
    List<List<String>> live = cuts.stream().map(cut -> RandomNets.names(cut.live())).toList();
    assertEquals(
        List.of(
            List.of("down1"),
            List.of("down1", "down2"),
            List.of("down1", "up1"),
            List.of("joined")),
        live);
    // down1 and up1 are 1x2x4x4 floats, down2 1x4x2x2, joined 1x4x4x4.
    assertEquals(List.of(128L, 192L, 256L, 256L), cuts.stream().map(Cut::bytes).toList());
  }

  @Test
  void aPartHoldsItsOwnWeightsAndNoOther() {
    Graph whole = smallUNet();
    Partition partition = Partition.at(whole, List.of(Cuts.of(whole).get(1)));
    Graph first = partition.parts().get(0);
    Graph second = partition.parts().get(1);
    assertEquals(List.of("down1", "down2"), RandomNets.names(first.outputs()));
    assertEquals(List.of("down1", "down2"), RandomNets.names(second.inputs()));
    assertEquals(
        List.of("w3", "w4"), second.initialisers().stream().map(i -> i.value().name()).toList());
  }

  @Test
  void whatOnlyPreparesWeightsGoesToWhoReadsIt() {
    Graph whole =
        InferShapes.of(
            new Nets()
                .input("x", 1, 1, 4, 4)
                .weights("stored", 1, 1, 1, 1)
                .node("Neg", "kernel", List.of("stored"))
                .node("Conv", "a", List.of("x", "kernel"))
                .node("Conv", "b", List.of("a", "kernel"))
                .graph("b"));
    List<Cut> cuts = Cuts.of(whole);
    assertEquals(
        List.of(List.of("a")), cuts.stream().map(c -> RandomNets.names(c.live())).toList());
    for (Graph part : Partition.at(whole, cuts).parts()) {
      assertEquals(1, Nets.count(part, "Neg"));
    }
  }

  @Test
  void noCutLiesWhereTheSizeOfWhatGoesOverIsUnknown() {
    Graph whole =
        new Nets()
            .input("x", 1, 2)
            .node("com.microsoft::Any", "a", List.of("x"))
            .node("Relu", "b", List.of("a"))
            .graph("b");
    assertEquals(List.of(), Cuts.of(InferShapes.of(whole)));
  }

  @Test
  void nodesThatWaitForOthersInBetweenAreNoPart() {
    Graph whole = smallUNet();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SubModel.of(whole, "part", Set.of("down1", "joined")));
    assertTrue(String.valueOf(e.getMessage()).contains("Concat 'joined' waits"), e.getMessage());
    Graph part = SubModel.of(whole, "part", Set.of("up1", "joined"));
    assertEquals(List.of("down1", "down2"), RandomNets.names(part.inputs()));
    assertEquals(List.of("joined"), RandomNets.names(part.outputs()));
  }

  @Test
  void refusesACutOfAnotherNetwork() {
    Cut foreign = new Cut("elsewhere", List.of());
    assertThrows(IllegalArgumentException.class, () -> Partition.at(smallUNet(), List.of(foreign)));
  }

  @Property(tries = 40)
  void partsTogetherAreTheWholeBitForBit(@ForAll Random random) throws IOException {
    Graph whole = InferShapes.of(new RandomNets(random).graph());
    List<String> results = RandomNets.names(whole.outputs());
    var expected = Chain.run(List.of(whole), whole.inputs(), results);
    List<Cut> all = Cuts.of(whole);
    List<Cut> some = new ArrayList<>(all);
    some.removeIf(cut -> random.nextInt(3) > 0);
    for (List<Cut> cuts : List.of(all, some, List.<Cut>of())) {
      Partition partition = Partition.at(whole, cuts);
      assertEquals(cuts.size() + 1, partition.parts().size());
      assertEquals(expected, Chain.run(partition.parts(), whole.inputs(), results));
    }
  }

  @Property(tries = 100)
  void whatIsLiveAtACutIsWhatTheRestTakesIn(@ForAll Random random) {
    Graph whole = InferShapes.of(new RandomNets(random).graph());
    for (Cut cut : Cuts.of(whole)) {
      List<Graph> parts = Partition.at(whole, List.of(cut)).parts();
      assertEquals(cut.live(), parts.get(1).inputs());
      assertEquals(cut.bytes(), parts.get(1).inputs().stream().mapToLong(Value::bytes).sum());
    }
  }

  @Property(tries = 100)
  void partsWrittenAndReadAreTheSame(@ForAll Random random) throws IOException {
    Graph whole = InferShapes.of(new RandomNets(random).graph());
    for (Graph part : Partition.at(whole, Cuts.of(whole)).parts()) {
      Path file = Files.createTempFile("part", ".onnx");
      OnnxWriter.write(part, file);
      Graph read = OnnxReader.read(file);
      Files.delete(file);
      assertEquals(part.inputs(), read.inputs());
      assertEquals(part.initialisers(), read.initialisers());
      assertEquals(part.nodes(), read.nodes());
      assertEquals(part.outputs(), read.outputs());
    }
  }
}
