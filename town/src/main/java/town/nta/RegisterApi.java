package town.nta;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import town.state.TownClock;

/// `GET /1/num`, in JSON alone and without history; ten numbers at a time. How the agency words its errors is not known
/// here: they are a status and a line of text.
@RestController
class RegisterApi {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final int NUMBERS_MAX = 10;
    private static final String JSON_TYPE = "21";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Register register;
    private final NtaSettings settings;
    private final TownClock clock;

    RegisterApi(Register register, NtaSettings settings, TownClock clock) {
        this.register = register;
        this.settings = settings;
        this.clock = clock;
    }

    /// For tests and demo scripts: somebody is registered, or not any more.
    @PostMapping("/town/nta/issuers")
    Issuer write(@RequestBody Issuer issuer) {
        register.write(issuer);
        return issuer;
    }

    @GetMapping("/nta/1/num")
    ResponseEntity<String> numbers(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String history) {
        if (!id.equals(settings.applicationId())) return wrong(403, "アプリケーションIDが正しくありません");
        var numbers = Arrays.stream(number.split(",")).toList();
        boolean right = !numbers.isEmpty()
                && numbers.size() <= NUMBERS_MAX
                && numbers.stream().allMatch(one -> one.matches("T[0-9]{13}"));
        if (!right || !type.equals(JSON_TYPE) || !history.equals("0")) return wrong(400, "リクエストが正しくありません");
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer(numbers).toString());
    }

    private static ResponseEntity<String> wrong(int status, String words) {
        return ResponseEntity.status(status)
                .contentType(MediaType.valueOf("text/plain;charset=UTF-8"))
                .body(words);
    }

    private ObjectNode answer(List<String> numbers) {
        var found = numbers.stream().flatMap(one -> register.find(one).stream()).toList();
        var answer = JSON.createObjectNode()
                .put(
                        "lastUpdateDate",
                        LocalDate.ofInstant(clock.instant(), JAPAN).toString())
                .put("count", Integer.toString(found.size()))
                .put("divideNumber", "1")
                .put("divideSize", "1");
        var rows = answer.putArray("announcement");
        for (int i = 0; i < found.size(); i++) row(rows.addObject(), i + 1, found.get(i));
        return answer;
    }

    /// Of a person the address is published on their wish only.
    private static void row(ObjectNode row, int sequence, Issuer issuer) {
        boolean ended = !issuer.disposalDate().isEmpty() || !issuer.expireDate().isEmpty();
        row.put("sequenceNumber", Integer.toString(sequence))
                .put("registratedNumber", issuer.number())
                .put("process", ended ? "99" : "01")
                .put("correct", "0")
                .put("kind", issuer.person() ? "1" : "2")
                .put("country", "1")
                .put("latest", "1")
                .put("registrationDate", issuer.registrationDate())
                .put("updateDate", issuer.registrationDate())
                .put("disposalDate", issuer.disposalDate())
                .put("expireDate", issuer.expireDate())
                .put("address", issuer.person() ? "" : "東京都千代田区霞が関3丁目1-1")
                .put("addressPrefectureCode", issuer.person() ? "" : "13")
                .put("addressCityCode", issuer.person() ? "" : "101")
                .put("addressRequest", "")
                .put("addressRequestPrefectureCode", "")
                .put("addressRequestCityCode", "")
                .put("kana", "")
                .put("name", issuer.name())
                .put("addressInside", "")
                .put("addressInsidePrefectureCode", "")
                .put("addressInsideCityCode", "")
                .put("tradeName", "")
                .put("popularName_previousName", "");
    }
}
