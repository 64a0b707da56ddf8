package duet.app.desktop;

import duet.app.desktop.pane.Banner;
import duet.app.worklist.OpenSeries;
import duet.app.worklist.Place;
import duet.app.worklist.ReadingState.Phase;
import duet.app.worklist.Worklist;
import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.overlay.ReadState;
import duet.viewer.panel.FindingList;
import duet.viewer.panel.FindingRow;
import duet.viewer.panel.SeriesStrip;
import duet.viewer.render.Framing;
import duet.viewer.series.Series;
import duet.viewer.series.Slice;
import duet.viewer.viewport.LinkedViews;
import duet.viewer.viewport.ViewportState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Keeps the screen equal to the worklist: strip, images, boxes and banner show one and the same
 * state of one series. What arrives never moves the eyes of the reader. FX thread.
 */
final class SeriesScreen {
  private final Worklist worklist;
  private final Parts parts;
  private final LightBox box;
  private final SeriesCards cards = new SeriesCards();
  private final Place place = new Place();
  private final ViewportState state;
  private Optional<OpenSeries> shown = Optional.empty();
  private Optional<Listed> listed = Optional.empty();
  private Optional<String> alarm = Optional.empty();
  private boolean settling;

  /** The parts of the window that belong together. */
  record Parts(LinkedViews views, SeriesStrip strip, FindingList findings, Banner banner) {}

  /** What the list of boxes was made of. */
  private record Listed(String uid, int slices, int answered, Map<Finding, Decision> decisions) {}

  SeriesScreen(Worklist worklist, Parts parts) {
    this.worklist = worklist;
    this.parts = parts;
    this.box = new LightBox(parts.views());
    this.state = parts.views().state();
    state.sliceProperty().addListener((value, before, now) -> scrolled());
    state.findingsVisibleProperty().addListener((value, before, now) -> showSlice());
    parts.strip().setOnSelect(this::select);
    parts.findings().setOnGo(this::go);
    parts.findings().setOnDecide(this::decide);
    parts.findings().thresholdProperty().addListener((value, before, now) -> showSlice());
    box.showNothing(new ReadState.Nothing());
  }

  /** The classes of the detector, which tell what is looked for. */
  void setClasses(List<String> classes) {
    box.setClasses(classes);
    showSlice();
  }

  /** Something that concerns all series did not work. */
  void setAlarm(String text) {
    alarm = Optional.of(text);
    showBanner();
  }

  /** The series on screen. */
  Optional<OpenSeries> shown() {
    return shown;
  }

  /** The slice on screen. */
  Optional<Slice> slice() {
    return shown.flatMap(OpenSeries::series).map(series -> series.slices().get(state.slice()));
  }

  /** Takes over what changed in the worklist. */
  void changed(String uid) {
    Optional<OpenSeries> open = worklist.series(uid);
    if (open.isEmpty()) {
      closed(uid);
      return;
    }
    parts.strip().show(cards.card(open.get()));
    if (place.uid().isEmpty() && open.get().series().isPresent()) {
      place.offer(uid);
      parts.strip().select(uid);
    }
    if (place.uid().equals(Optional.of(uid))) {
      show(open.get());
    } else if (place.uid().isEmpty() && open.get().state().phase() == Phase.REFUSED) {
      box.showNothing(new ReadState.NotShown(open.get().state().reason()));
    }
  }

  private void closed(String uid) {
    parts.strip().remove(uid);
    cards.forget(uid);
    boolean wasShown = place.uid().equals(Optional.of(uid));
    place.leave(uid);
    if (wasShown) {
      shown = Optional.empty();
      showNothing(new ReadState.Nothing());
      worklist.uids().stream().findFirst().ifPresent(parts.strip()::select);
    }
  }

  private void select(String uid) {
    if (!place.uid().equals(Optional.of(uid)) || shown.isEmpty()) {
      place.show(uid);
      state.framingProperty().set(Framing.Fit.FIT);
      worklist.series(uid).ifPresent(this::show);
    }
  }

  private void show(OpenSeries open) {
    shown = Optional.of(open);
    showBanner();
    open.series()
        .ifPresentOrElse(series -> showSeries(open, series), () -> showNothing(whyNothing(open)));
  }

  private static ReadState whyNothing(OpenSeries open) {
    return open.state().phase() == Phase.REFUSED
        ? new ReadState.NotShown(open.state().reason())
        : new ReadState.Reading();
  }

  private void showNothing(ReadState why) {
    settling = true;
    state.setSliceCount(0);
    settling = false;
    box.showNothing(why);
    parts.findings().show(List.of());
    listed = Optional.empty();
    showBanner();
  }

  private void showSeries(OpenSeries open, Series series) {
    settling = true;
    state.setSliceCount(series.slices().size());
    state.sliceProperty().set(place.index(open, series));
    settling = false;
    listFindings(open, series);
    slice().ifPresent(worklist::look);
    showSlice();
  }

  private void listFindings(OpenSeries open, Series series) {
    Listed now =
        new Listed(open.uid(), series.slices().size(), open.readings().size(), open.decisions());
    if (!listed.equals(Optional.of(now))) {
      listed = Optional.of(now);
      parts.findings().show(rows(open, series));
    }
  }

  private static List<FindingRow> rows(OpenSeries open, Series series) {
    List<FindingRow> rows = new ArrayList<>();
    for (int i = 0; i < series.slices().size(); i++) {
      for (Finding finding : open.findings(series.slices().get(i), 0)) {
        rows.add(new FindingRow(i + 1, finding));
      }
    }
    return rows;
  }

  private void scrolled() {
    if (!settling) {
      slice().ifPresent(place::look);
      slice().ifPresent(worklist::look);
      showSlice();
    }
  }

  private void showSlice() {
    shown.ifPresent(
        open -> open.series().ifPresent(series -> box.show(scene(open, series, state.slice()))));
  }

  private LightBox.Scene scene(OpenSeries open, Series series, int index) {
    FindingList list = parts.findings();
    return new LightBox.Scene(
        open,
        series,
        index,
        list.visibleRows().stream().map(FindingRow::finding).toList(),
        list.selected().map(FindingRow::finding),
        list.thresholdProperty().get(),
        state.findingsVisibleProperty().get() ? LightBox.Ai.SHOWN : LightBox.Ai.HIDDEN);
  }

  /** Goes to the slice of a box; the box may have lost its slice since. */
  private void go(FindingRow row) {
    String sop = row.finding().sopInstanceUid();
    List<Slice> slices = shown.flatMap(OpenSeries::series).map(Series::slices).orElse(List.of());
    IntStream.range(0, slices.size())
        .filter(i -> slices.get(i).sopInstanceUid().equals(sop))
        .findFirst()
        .ifPresent(i -> state.sliceProperty().set(i));
    showSlice();
  }

  private void decide(Finding finding, Decision decision) {
    place.uid().ifPresent(uid -> worklist.decide(uid, finding, decision));
  }

  private void showBanner() {
    List<Banner.Line> lines = new ArrayList<>();
    alarm.ifPresent(text -> lines.add(new Banner.Line(Banner.Loudness.ALARM, text)));
    shown.ifPresent(open -> describe(open, lines));
    parts.banner().show(lines);
  }

  private void describe(OpenSeries open, List<Banner.Line> lines) {
    Phase phase = open.state().phase();
    String reason = open.state().reason();
    if ((phase == Phase.PARTIAL || phase == Phase.FAILED)
        && alarm.filter(text -> text.startsWith(reason)).isEmpty()) {
      String words = open.state().words() + ". " + reason + " The CT can be read.";
      lines.add(new Banner.Line(Banner.Loudness.ALARM, words));
    }
    open.series()
        .map(Series::remarks)
        .orElse(List.of())
        .forEach(r -> lines.add(new Banner.Line(Banner.Loudness.WARNING, r.text())));
  }
}
