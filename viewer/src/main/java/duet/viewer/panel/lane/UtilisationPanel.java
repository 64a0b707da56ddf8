package duet.viewer.panel.lane;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/**
 * What the lanes do, beside what they were to do, and whose numbers these are. The numbers change
 * twice a second; strips of less than two seconds only once, since nobody can follow more. FX
 * thread.
 */
public final class UtilisationPanel extends StackPane {
  private static final long REDRAW_NS = 500_000_000;
  private static final long SHORT_NS = 2_000_000_000;
  private static final long REDRAW_SHORT_NS = 1_000_000_000;

  private final LongSupplier nanoClock;
  private final LaneHead head = new LaneHead();
  private final LaneTable table = new LaneTable();
  private final MachineLine machine = new MachineLine();
  private final LaneLegend legend = new LaneLegend();
  private final LayoutRoot root;
  private final PauseTransition later = new PauseTransition();
  private Optional<LaneSnapshot> onScreen = Optional.empty();
  private Optional<LaneSnapshot> waiting = Optional.empty();
  private List<Object> rows = List.of();
  private long drawnNs;
  private long stripsNs;

  /**
   * @param nanoClock as {@code System::nanoTime}
   */
  public UtilisationPanel(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    stripsNs = nanoClock.getAsLong() - REDRAW_SHORT_NS;
    getStyleClass().add("utilisation-panel");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    VBox body = new VBox(6, table, new HBox(machine, space, legend));
    body.visibleProperty().bind(openProperty());
    body.managedProperty().bind(openProperty());
    root = new LayoutRoot(new VBox(6, head, body));
    openProperty().addListener((value, before, now) -> root.requestLayout());
    getChildren().add(root);
    later.setOnFinished(event -> waiting.ifPresent(this::draw));
  }

  /** Whether more than its head is shown. */
  public BooleanProperty openProperty() {
    return head.toggle().selectedProperty();
  }

  /** Shows the lanes now, or within half a second. */
  public void show(LaneSnapshot snapshot) {
    if (onScreen.equals(Optional.of(snapshot))) {
      waiting = Optional.empty();
      return;
    }
    long rest = REDRAW_NS - (nanoClock.getAsLong() - drawnNs);
    if (onScreen.isEmpty() || rest <= 0) {
      draw(snapshot);
      return;
    }
    boolean running = waiting.isPresent();
    waiting = Optional.of(snapshot);
    if (!running) {
      later.setDuration(Duration.millis(rest / 1e6));
      later.playFromStart();
    }
  }

  private void draw(LaneSnapshot snapshot) {
    waiting = Optional.empty();
    drawnNs = nanoClock.getAsLong();
    onScreen = Optional.of(snapshot);
    head.show(snapshot);
    boolean due = drawnNs - stripsNs >= REDRAW_SHORT_NS;
    boolean follows = snapshot.axis().windowNs() >= SHORT_NS;
    boolean last = snapshot.axis().end() == TimeAxis.End.LAST_WORK;
    if (due || follows || last) {
      stripsNs = drawnNs;
      table.show(snapshot, LaneTable.Strips.ALSO);
    } else {
      table.show(snapshot, LaneTable.Strips.NOT);
    }
    machine.show(snapshot);
    legend.show(snapshot);
    List<Object> now =
        List.of(
            snapshot.names(), snapshot.plan().isPresent(), machine.isManaged(), head.isWarning());
    if (!now.equals(rows)) { // what the height depends on
      rows = now;
      root.requestLayout();
    }
  }

  /**
   * Keeps the layout of what changes often to itself. JavaFX lays out from a node that asked for it
   * up to the next unmanaged one, so without this a number that changes lays out the whole window.
   * The price: whoever changes the height of the content says so by {@link #requestLayout}.
   */
  private static final class LayoutRoot extends Region {
    private final Region content;

    LayoutRoot(Region content) {
      this.content = content;
      content.setManaged(false);
      getChildren().add(content);
    }

    @Override
    protected double computeMinWidth(double height) {
      return content.minWidth(height);
    }

    @Override
    protected double computePrefWidth(double height) {
      return content.prefWidth(height);
    }

    @Override
    protected double computeMinHeight(double width) {
      return content.prefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
      return content.prefHeight(width);
    }

    @Override
    protected void layoutChildren() {
      content.resizeRelocate(0, 0, getWidth(), getHeight());
    }
  }
}
