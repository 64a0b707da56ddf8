package duet.viewer.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.finding.Box;
import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.geometry.Point;
import duet.viewer.style.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class PanelsTest {
  private SeriesStrip strip;
  private FindingList findings;

  @Start
  void start(Stage stage) {
    strip = new SeriesStrip();
    findings = new FindingList();
    strip.setPrefWidth(240);
    findings.setPrefWidth(240);
    Scene scene = new Scene(new HBox(strip, findings), 1200, 500);
    Theme.apply(scene);
    stage.setScene(scene);
    stage.show();
  }

  private static SeriesCard card(String id, int received, SeriesState state) {
    return new SeriesCard(id, id, "", received, OptionalInt.of(24), state, Optional.empty());
  }

  private static FindingRow row(int slice, double confidence) {
    return new FindingRow(
        slice,
        new Finding(
            "1.2." + slice,
            "haemorrhage",
            confidence,
            new Box(1, 2, 3, 4),
            new Point(0, 0, 0),
            Decision.UNDECIDED));
  }

  @Test
  void aSeriesThatArrivesNeverTakesTheSelection(FxRobot robot) {
    List<String> selected = new ArrayList<>();
    robot.interact(
        () -> {
          strip.setOnSelect(selected::add);
          strip.show(card("first", 1, new SeriesState.Receiving()));
          strip.show(card("second", 1, new SeriesState.Receiving()));
        });
    assertTrue(strip.selected().isEmpty());
    robot.interact(
        () -> {
          strip.select("first");
          strip.show(card("third", 1, new SeriesState.Receiving()));
          strip.show(card("first", 24, new SeriesState.Done()));
        });
    assertEquals(Optional.of("first"), strip.selected());
    assertEquals(List.of("first"), selected);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals("done", robot.lookup(".chip-good").queryAs(Label.class).getText());
  }

  @Test
  void theThresholdCountsLive(FxRobot robot) {
    robot.interact(() -> findings.show(List.of(row(3, 0.9), row(1, 0.3), row(2, 0.1))));
    assertEquals(
        List.of(1, 3), findings.visibleRows().stream().map(FindingRow::sliceNumber).toList());
    Label count = robot.lookup("#finding-count").queryAs(Label.class);
    assertEquals("2 of 3 boxes at ≥ 0.25", count.getText());
    robot.interact(() -> findings.thresholdProperty().set(0.95));
    assertEquals("0 of 3 boxes at ≥ 0.95", count.getText());
  }

  @Test
  void aThresholdBetweenHundredthsIsToldAsItIsAndAHandStopsAtHundredths(FxRobot robot) {
    robot.interact(() -> findings.show(List.of(row(3, 0.157), row(1, 0.153))));
    Label count = robot.lookup("#finding-count").queryAs(Label.class);
    robot.interact(() -> findings.thresholdProperty().set(0.155));
    assertEquals("1 of 2 boxes at ≥ 0.155", count.getText());
    Slider slider = robot.lookup("#threshold").queryAs(Slider.class);
    assertEquals(0.155, slider.getValue());
    robot.interact(() -> slider.setValue(0.1517));
    assertEquals("2 of 2 boxes at ≥ 0.15", count.getText());
    assertEquals(0.15, findings.thresholdProperty().get());
    robot.interact(() -> findings.thresholdProperty().set(0.01));
    assertEquals(0.05, findings.thresholdProperty().get());
  }

  @Test
  void nextAndPreviousGoThroughTheBoxesAndStopAtTheEnds(FxRobot robot) {
    List<Integer> visited = new ArrayList<>();
    robot.interact(
        () -> {
          findings.setOnGo(row -> visited.add(row.sliceNumber()));
          findings.show(List.of(row(3, 0.9), row(1, 0.3), row(7, 0.5)));
          findings.next();
          findings.next();
          findings.next();
          findings.next();
          findings.previous();
        });
    assertEquals(List.of(1, 3, 7, 3), visited);
  }

  @Test
  void aDecisionGoesToTheOwnerAndKeepsTheSelection(FxRobot robot) {
    List<Decision> decisions = new ArrayList<>();
    robot.interact(
        () -> {
          findings.setOnDecide(
              (finding, decision) -> {
                decisions.add(decision);
                findings.show(List.of(new FindingRow(1, finding.decided(decision))));
              });
          findings.show(List.of(row(1, 0.9)));
          findings.next();
        });
    robot.clickOn(".decision.accept").clickOn(".decision.reject").clickOn(".decision.reject");
    assertEquals(List.of(Decision.ACCEPTED, Decision.REJECTED, Decision.UNDECIDED), decisions);
    assertEquals(1, findings.selected().orElseThrow().sliceNumber());
  }
}
