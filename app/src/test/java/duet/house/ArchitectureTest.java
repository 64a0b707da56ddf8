package duet.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the map cannot say: cycles, the glass, the toolkit's fence, names that say nothing. */
@AnalyzeClasses(packages = "duet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesFormADag = slices().matching("duet.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noJavaFxAboveTheGlass =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "duet.viewer.style..",
              "duet.viewer.overlay..",
              "duet.viewer.viewport..",
              "duet.viewer.panel..",
              "duet.app.desktop..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "org.controlsfx..", "org.kordamp..", "atlantafx..")
          .because("reading, reports and the command line must run where there is no screen");

  @ArchTest
  static final ArchRule theDicomToolkitStaysBehindItsFence =
      noClasses()
          .that()
          .resideOutsideOfPackages("duet.viewer.dicom.toolkit..", "duet.app.dimse..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.aoju..")
          .because("it is an unmaintained repackaging of dcm4che that we want to be able to leave");

  @ArchTest
  static final ArchRule inferenceKnowsNoImage =
      noClasses()
          .that()
          .resideInAnyPackage("duet.inference..", "duet.models.card..", "duet.models.build..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.awt..", "javax.imageio..", "org.aoju..");

  @ArchTest
  static final ArchRule onlyTrainingKnowsPyTorch =
      noClasses()
          .that()
          .resideOutsideOfPackage("duet.models.training..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..", "com.sun.jna..")
          .because("what reads and shows must not load half a gigabyte of native code");

  @ArchTest
  static final ArchRule noNumberIsMultipliedByWhereGradientsFlow =
      noClasses()
          .should()
          .callMethod("ai.djl.ndarray.NDArray", "mul", "java.lang.Number")
          .orShould()
          .callMethod("ai.djl.ndarray.NDArray", "div", "java.lang.Number")
          .orShould()
          .callMethod("ai.djl.ndarray.NDArray", "pow", "java.lang.Number")
          .orShould()
          .callMethod("ai.djl.ndarray.NDArray", "maximum", "java.lang.Number")
          .orShould()
          .callMethod("ai.djl.ndarray.NDArray", "minimum", "java.lang.Number")
          .because("DJL lets go of the number before PyTorch reads it again: Torch.times keeps it");

  @ArchTest
  static final ArchRule noCommonPool =
      noClasses()
          .should()
          .callMethod(java.util.Collection.class, "parallelStream")
          .orShould()
          .callMethod(java.util.concurrent.ForkJoinPool.class, "commonPool")
          .because("every thread has an owner that closes it, and a name");

  @ArchTest
  static final ArchRule noVagueNames =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Processor|Info|Service)");
}
