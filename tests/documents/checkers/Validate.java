import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** One line a file: its name, "passes" with the checks made, or "fails" with each rule, how often and why. */
public class Validate {
  private static final String PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

  public static void main(String[] files) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    ValidationProfile profile = Profiles.profileFromXml(Validate.class.getResourceAsStream(PROFILE));
    System.out.println("rules\t" + profile.getRules().size());
    for (String file : files) {
      System.out.println(judged(file, profile));
    }
  }

  private static String judged(String file, ValidationProfile profile) throws Exception {
    try (PDFAParser parser =
        Foundries.defaultInstance().createParser(new FileInputStream(file), profile.getPDFAFlavour())) {
      ValidationResult result =
          Foundries.defaultInstance().createValidator(profile, false).validate(parser);
      Map<String, Integer> times = new TreeMap<>();
      Map<String, String> why = new TreeMap<>();
      for (TestAssertion told : result.getTestAssertions()) {
        if (told.getStatus() == TestAssertion.Status.FAILED) {
          String rule = told.getRuleId().getClause() + "-" + told.getRuleId().getTestNumber();
          times.merge(rule, 1, Integer::sum);
          why.putIfAbsent(rule, told.getMessage());
        }
      }
      StringBuilder line = new StringBuilder(file + "\t" + (result.isCompliant() ? "passes" : "fails"));
      line.append("\t").append(result.getTotalAssertions());
      times.forEach((rule, n) -> line.append("\t").append(rule + " x" + n + ": " + why.get(rule)));
      return line.toString();
    }
  }
}
