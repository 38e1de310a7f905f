//! The columns of a roster file: one line per resident, fillable from the paper form in Excel.

/// One column of the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The header that cities use.
    pub japanese: &'static str,
    /// The header that is accepted instead.
    pub english: &'static str,
    /// Whether the column must be there and filled in every line.
    pub required: bool,
    /// What to write in it.
    pub explanation: &'static str,
    /// A fictional cell; empty where the example person has nothing to say.
    pub example: &'static str,
}

const REQUIRED: bool = true;
const OPTIONAL: bool = false;

macro_rules! columns {
    ($($field:ident, $english:literal, $japanese:literal, $required:ident, $explanation:literal, $example:literal;)+) => {
        /// Which column, in the order of the template.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Field { $($field,)+ }

        impl Field {
            /// All columns.
            pub(crate) const ALL: &[Self] = &[$(Self::$field,)+];
        }

        static COLUMNS: &[Column] = &[$(Column {
            japanese: $japanese,
            english: $english,
            required: $required,
            explanation: $explanation,
            example: $example,
        },)+];

        impl Field {
            pub(crate) fn japanese(self) -> &'static str {
                match self { $(Self::$field => $japanese,)+ }
            }
        }
    };
}

columns! {
    Key, "roster_key", "登録番号", REQUIRED, "市がこの人に付けた番号。半角の英数字と - で32文字まで。ファイルの中で重ねない。同じ番号でもう一度取り込むと、その人の更新になる", "REI-0001";
    Family, "family", "氏", REQUIRED, "姓。姓と名に分かれない氏名は全体をここに書く", "海風";
    Given, "given", "名", OPTIONAL, "名", "花子";
    FamilyKana, "family_kana", "氏フリガナ", OPTIONAL, "カタカナ・ひらがな・半角カナのどれでもよい。フリガナのない人は空欄", "ウミカゼ";
    GivenKana, "given_kana", "名フリガナ", OPTIONAL, "氏フリガナと同じ", "ハナコ";
    OtherNames, "other_names", "旧姓・通称", OPTIONAL, "「旧姓：」「通称：」「ローマ字：」を前に付ける。フリガナは（　）に入れる。いくつかあるときは 、 ; 改行 のどれかで区切る", "旧姓：磯辺（イソベ）";
    BirthDate, "birth_date", "生年月日", REQUIRED, "S15.3.2、昭和15年3月2日、1940/3/2、19400302 など。日や月が分からなければ S15.3 や 1940 のように分かるところまで", "昭和15年3月2日";
    Sex, "sex", "性別", OPTIONAL, "男・女・その他。空欄は記録なし", "女";
    PostalCode, "postal_code", "郵便番号", OPTIONAL, "7桁", "413-0000";
    Town, "town", "町名", OPTIONAL, "丁目まで。検索の候補に出るのはここだけ", "うみかぜ市浜辺町2丁目";
    AddressRest, "address_rest", "番地・建物", OPTIONAL, "番地、建物、部屋、方書", "3番4号 浜辺荘101";
    Phone1, "phone1", "電話1", OPTIONAL, "本人の電話。先にかける番号。市外局番から", "0557-00-0000";
    Phone2, "phone2", "電話2", OPTIONAL, "本人の二つ目の電話", "";
    AddressProtected, "address_protected", "住所非開示", OPTIONAL, "支援措置を受けている人は はい。はい の人の住所は市の外のだれにも表示しない。空欄なら、登録されているとおりのまま。いいえ で保護を解くことはできない", "いいえ";
    Language, "language", "話す言語", OPTIONAL, "日本語でないとき", "";

    Household, "household", "世帯", OPTIONAL, "独居・高齢者のみ・日中独居・同居・施設", "独居";
    KeyPlace, "key_place", "鍵の場所", OPTIONAL, "鍵のある場所か、持っている人", "長男が持つ";
    Entrance, "entrance", "入口", OPTIONAL, "入り方。オートロックの開け方など", "東側の通用口";
    Cohabitants, "cohabitants", "同居者", OPTIONAL, "いっしょに住む人", "";
    Animals, "animals", "動物", OPTIONAL, "飼っている動物", "猫1匹";
    CarryingOut, "carrying_out", "搬出の注意", OPTIONAL, "運び出すときに気をつけること", "階段がせまい";
    PaperKit, "paper_kit", "救急キットの場所", OPTIONAL, "紙の救急情報を置いている場所", "冷蔵庫";

    Contact1Name, "contact1_name", "連絡先1氏名", OPTIONAL, "一番にかける人。ほかの連絡先の欄を書いたら氏名・続柄・電話は必ず書く。連絡先がないと確かめたときは なし", "海風 太郎";
    Contact1Kana, "contact1_kana", "連絡先1フリガナ", OPTIONAL, "カタカナかひらがな", "ウミカゼ タロウ";
    Contact1Relation, "contact1_relation", "連絡先1続柄", OPTIONAL, "本人から見た続柄", "長男";
    Contact1Phone, "contact1_phone", "連絡先1電話", OPTIONAL, "いくつかあるときは先にかける順に 、 で区切る", "090-0000-0000、0557-00-0001";
    Contact1Night, "contact1_at_night", "連絡先1夜間", OPTIONAL, "夜にかけてよいか。はい・いいえ。空欄は聞いていない", "はい";
    Contact1Key, "contact1_holds_key", "連絡先1鍵", OPTIONAL, "鍵を持っているか。はい・いいえ。空欄は聞いていない", "はい";
    Contact1Speaks, "contact1_speaks_for_person", "連絡先1代わりに話せる人", OPTIONAL, "本人の代わりに話せる人なら はい。空欄は いいえ", "はい";
    Contact2Name, "contact2_name", "連絡先2氏名", OPTIONAL, "二番にかける人。書き方は連絡先1と同じ", "";
    Contact2Kana, "contact2_kana", "連絡先2フリガナ", OPTIONAL, "連絡先1と同じ", "";
    Contact2Relation, "contact2_relation", "連絡先2続柄", OPTIONAL, "連絡先1と同じ", "";
    Contact2Phone, "contact2_phone", "連絡先2電話", OPTIONAL, "連絡先1と同じ", "";
    Contact2Night, "contact2_at_night", "連絡先2夜間", OPTIONAL, "連絡先1と同じ", "";
    Contact2Key, "contact2_holds_key", "連絡先2鍵", OPTIONAL, "連絡先1と同じ", "";
    Contact2Speaks, "contact2_speaks_for_person", "連絡先2代わりに話せる人", OPTIONAL, "連絡先1と同じ", "";
    Contact3Name, "contact3_name", "連絡先3氏名", OPTIONAL, "三番にかける人。書き方は連絡先1と同じ", "";
    Contact3Kana, "contact3_kana", "連絡先3フリガナ", OPTIONAL, "連絡先1と同じ", "";
    Contact3Relation, "contact3_relation", "連絡先3続柄", OPTIONAL, "連絡先1と同じ", "";
    Contact3Phone, "contact3_phone", "連絡先3電話", OPTIONAL, "連絡先1と同じ", "";
    Contact3Night, "contact3_at_night", "連絡先3夜間", OPTIONAL, "連絡先1と同じ", "";
    Contact3Key, "contact3_holds_key", "連絡先3鍵", OPTIONAL, "連絡先1と同じ", "";
    Contact3Speaks, "contact3_speaks_for_person", "連絡先3代わりに話せる人", OPTIONAL, "連絡先1と同じ", "";

    Doctor1Institution, "physician1_institution", "かかりつけ医1医療機関", OPTIONAL, "本人を一番よく知る医療機関。医療機関か診療科に「歯科」とあれば歯科とする。かかりつけ医がいないと確かめたときは なし", "うみかぜ診療所";
    Doctor1Department, "physician1_department", "かかりつけ医1診療科", OPTIONAL, "診療科", "内科";
    Doctor1Name, "physician1_doctor", "かかりつけ医1医師", OPTIONAL, "医師の氏名", "岬 一郎";
    Doctor1Phone, "physician1_phone", "かかりつけ医1電話", OPTIONAL, "昼の電話", "0557-00-0002";
    Doctor1AfterHours, "physician1_after_hours_phone", "かかりつけ医1時間外電話", OPTIONAL, "夜と休日の電話", "090-0000-0001";
    Doctor1AllDay, "physician1_all_day", "かかりつけ医1_24時間", OPTIONAL, "24時間つながるなら はい。空欄は いいえ", "はい";
    Doctor2Institution, "physician2_institution", "かかりつけ医2医療機関", OPTIONAL, "かかりつけ医1と同じ", "";
    Doctor2Department, "physician2_department", "かかりつけ医2診療科", OPTIONAL, "かかりつけ医1と同じ", "";
    Doctor2Name, "physician2_doctor", "かかりつけ医2医師", OPTIONAL, "かかりつけ医1と同じ", "";
    Doctor2Phone, "physician2_phone", "かかりつけ医2電話", OPTIONAL, "かかりつけ医1と同じ", "";
    Doctor2AfterHours, "physician2_after_hours_phone", "かかりつけ医2時間外電話", OPTIONAL, "かかりつけ医1と同じ", "";
    Doctor2AllDay, "physician2_all_day", "かかりつけ医2_24時間", OPTIONAL, "かかりつけ医1と同じ", "";

    NursingOffice, "visiting_nursing_office", "訪問看護名称", OPTIONAL, "訪問看護の事業所", "うみかぜ訪問看護";
    NursingPhone, "visiting_nursing_phone", "訪問看護電話", OPTIONAL, "その電話", "0557-00-0003";
    CareOffice, "care_management_office", "ケアマネ事業所", OPTIONAL, "居宅介護支援事業所", "うみかぜケアプラン";
    CarePerson, "care_management_person", "ケアマネ氏名", OPTIONAL, "担当者", "磯野 渚";
    CarePhone, "care_management_phone", "ケアマネ電話", OPTIONAL, "その電話", "0557-00-0004";
    PharmacyOffice, "pharmacy_office", "薬局名称", OPTIONAL, "いつもの薬局", "なぎさ薬局";
    PharmacyPhone, "pharmacy_phone", "薬局電話", OPTIONAL, "その電話", "0557-00-0006";

    Conditions, "conditions", "持病", OPTIONAL, "治療中の病名。「名称（時期）」のように時期や覚え書きを付けられる。区切りは 、 ; 改行。ないと確かめたときは なし、聞いていないときは空欄", "高血圧（H20）、糖尿病";
    PastConditions, "past_conditions", "既往・手術", OPTIONAL, "過去の病気と手術。書き方は持病と同じ。名称に「手術」とあれば手術とする。持病と既往は合わせて一つなので なし は両方に書く", "白内障手術（R3.5）";
    Medications, "medications", "薬", OPTIONAL, "1件は「薬名｜用量｜用法｜日数｜調剤日」。後ろは省ける。薬の間は ; か改行で区切る。薬名だけなら 、 でもよい。ないと確かめたときは なし", "アムロジピン錠｜5mg｜1日1回朝食後｜28｜R6.4.1;ワルファリン錠｜1mg";
    Allergies, "allergies", "アレルギー", OPTIONAL, "1件は「物質｜種類｜反応｜重さ｜時期」。種類は 薬・造影剤・食品・ラテックス・環境・その他、重さは アナフィラキシー・重い・軽い。後ろは省ける。区切りは薬と同じ。ないと確かめたときは なし", "ペニシリン｜薬｜じんましん｜重い｜H10";
    Devices, "devices", "機器・処置", OPTIONAL, "1件は「種類｜左右｜部位｜詳細」。種類は ペースメーカー・植込み型除細動器・透析・人工呼吸器・気管切開・在宅酸素・胃ろう・ストーマ・尿道カテーテル など。区切りは薬と同じ。ないと確かめたときは なし", "ペースメーカー｜左｜胸";

    CareLevel, "care_level", "要介護度", OPTIONAL, "未申請・申請中・要支援1・要支援2・要介護1～要介護5・その他", "要介護2";
    CareCertified, "care_certified_on", "認定日", OPTIONAL, "要介護認定の日", "R6.4.1";
    CareUntil, "care_valid_until", "有効期限", OPTIONAL, "認定の有効期限。先の日付でよい", "R9.3.31";
    DisabilityGrade, "disability_grade", "障害高齢者自立度", OPTIONAL, "自立・J1・J2・A1・A2・B1・B2・C1・C2。要介護度を書いたときだけ", "A1";
    DementiaGrade, "dementia_grade", "認知症高齢者自立度", OPTIONAL, "自立・Ⅰ・Ⅱa・Ⅱb・Ⅲa・Ⅲb・Ⅳ・M。要介護度を書いたときだけ", "Ⅰ";
    Consciousness, "usual_consciousness", "ふだんの意識", OPTIONAL, "ふだんの状態。いつもと違うかを見分けるために書く", "はっきりしている";
    Conversation, "usual_conversation", "ふだんの会話", OPTIONAL, "会話", "ゆっくりなら通じる";
    Mobility, "usual_mobility", "ふだんの移動", OPTIONAL, "自立・見守り・一部介助・全介助", "見守り";
    Aid, "usual_aid", "補助具", OPTIONAL, "杖、歩行器、車いすなど", "杖";
    Eating, "usual_eating", "食事", OPTIONAL, "自立・見守り・一部介助・全介助", "自立";
    Toilet, "usual_toilet", "排泄", OPTIONAL, "自立・見守り・一部介助・全介助", "自立";
    Hearing, "usual_hearing", "聞こえ", OPTIONAL, "聞こえ方", "右に補聴器";
    Sight, "usual_sight", "見え方", OPTIONAL, "見え方", "";
    Cognition, "usual_cognition", "認知", OPTIONAL, "もの忘れなど", "";
    Paralysis, "usual_paralysis", "麻痺", OPTIONAL, "麻痺", "";

    Hospital, "backup_hospital", "受入れを約束した病院", OPTIONAL, "あらかじめ受入れを約束した病院。約束がないと確かめたときは なし", "うみかぜ総合病院";
    HospitalDepartment, "backup_hospital_department", "約束した病院の診療科", OPTIONAL, "診療科", "内科";
    HospitalPhone, "backup_hospital_phone", "約束した病院の電話", OPTIONAL, "窓口の電話", "0557-00-0005";
    HospitalNotFor, "backup_hospital_not_for", "約束の対象外", OPTIONAL, "受けられない場合", "脳卒中・骨折";
    HospitalAgreedOn, "backup_hospital_agreed_on", "約束した日", OPTIONAL, "約束した日", "";

    WishResuscitation, "wish_cardiopulmonary_resuscitation", "意思・心肺蘇生", OPTIONAL, "本人がどう話したか。望む・望まない・場面による・話し合い中。空欄は確認していない。いつも「聞き取り（医師未確認）」として記録する", "話し合い中";
    WishVentilation, "wish_ventilation", "意思・人工呼吸器", OPTIONAL, "意思・心肺蘇生と同じ", "";
    WishHospitalization, "wish_hospitalization", "意思・入院", OPTIONAL, "意思・心肺蘇生と同じ", "望む";
    WishIntensiveCare, "wish_intensive_care", "意思・集中治療", OPTIONAL, "意思・心肺蘇生と同じ", "";
    WishDialysis, "wish_dialysis", "意思・血液透析", OPTIONAL, "意思・心肺蘇生と同じ", "";
    WishTubeFeeding, "wish_tube_feeding", "意思・経管栄養", OPTIONAL, "意思・心肺蘇生と同じ", "";
    WishInfusion, "wish_infusion", "意思・点滴", OPTIONAL, "意思・心肺蘇生と同じ", "";
    WishTransfusion, "wish_transfusion", "意思・輸血", OPTIONAL, "意思・心肺蘇生と同じ", "";
    WishAntibiotics, "wish_antibiotics", "意思・抗菌薬", OPTIONAL, "意思・心肺蘇生と同じ", "";
    WishPalliation, "wish_palliation", "意思・苦痛の緩和", OPTIONAL, "意思・心肺蘇生と同じ", "望む";
    WishWords, "wish_words", "意思・本人の言葉", OPTIONAL, "本人の言葉のまま", "家で過ごしたい";
    WishTalkedOn, "wish_talked_on", "意思・話し合った日", OPTIONAL, "意思の欄を書いたら必ず書く。月や年まででもよい", "R6.3";
    WishSpeaker, "wish_speaker", "意思・話した人", OPTIONAL, "本人、または「代理：氏名」。意思の欄を書いたら必ず書く", "本人";
    WishPresent, "wish_present", "意思・同席者", OPTIONAL, "その場にいた人。区切りは 、 ; 改行", "長男、ケアマネジャー";
    WishCondition, "wish_expected_condition", "意思・想定した病態", OPTIONAL, "どのような病状を想定して話したか", "心不全の終末期";
    WishDoctor, "wish_doctor", "意思・主治医氏名", OPTIONAL, "最初に電話する医師。氏名と電話はそろえて書く", "岬 一郎";
    WishDoctorPhone, "wish_doctor_phone", "意思・主治医電話", OPTIONAL, "その電話", "0557-00-0002";
    WishDoctorHours, "wish_doctor_hours", "意思・主治医対応時間", OPTIONAL, "電話に出られる時間", "24時間";
    WishPaper, "wish_original_place", "意思・原本の場所", OPTIONAL, "書面の原本がある場所", "";
    WishReview, "wish_review_by", "意思・見直し予定日", OPTIONAL, "次に話し合う予定の日。先の日付でよい", "";

    SignedOn, "signed_on", "署名日", REQUIRED, "登録申出書に署名した日", "R6.4.10";
    Signer, "signer", "署名者", OPTIONAL, "本人・代理・認定申請書の同意欄。同意する範囲があれば必ず書く", "本人";
    ProxyName, "proxy_name", "代理人氏名", OPTIONAL, "署名者が代理のとき必ず書く", "";
    ProxyRelation, "proxy_relation", "代理人続柄", OPTIONAL, "署名者が代理のとき必ず書く", "";
    ProxyBasis, "proxy_basis", "代理の根拠", OPTIONAL, "法定代理人（成年後見人など）・委任。署名者が代理のとき必ず書く", "";
    FormVersion, "form_version", "様式版", OPTIONAL, "申出書の様式の版。同意する範囲があれば必ず書く", "R6-1";
    ConsentUntil, "consent_until", "同意の期限", OPTIONAL, "同意が続く最後の日。空欄は期限なし", "";
    Collection, "collection_consent", "収集の同意", OPTIONAL, "医療機関や薬局から情報を集めることへの同意。はい・いいえ。空欄は いいえ", "はい";
    ConsentEms, "consent_ems", "救急への同意", OPTIONAL, "救急隊・通信指令に見せてよい範囲。すべて・なし、または区分の名前を 、 で並べる（本人の基本情報、アレルギー、薬、機器、意思、持病、介護、連絡先、かかりつけ医、受入れ病院、住まい、保険、避難計画、写真）。どれか一つでもあれば、だれの情報か分かるように本人の基本情報も含める", "すべて";
    ConsentHospital, "consent_hospital", "病院への同意", OPTIONAL, "搬送先の病院に見せてよい範囲。書き方は救急への同意と同じ", "すべて";
    ConsentClinic, "consent_clinic", "かかりつけへの同意", OPTIONAL, "かかりつけの医療機関・薬局・訪問看護に、ふだんの療養のために見せてよい範囲。書き方は救急への同意と同じ", "アレルギー、薬、機器、持病";
    ConsentCare, "consent_care", "介護への同意", OPTIONAL, "ケアマネジャーと介護の事業所に、ふだんの介護のために見せてよい範囲。書き方は救急への同意と同じ", "介護、連絡先";
    ConsentDisaster, "consent_disaster", "災害への同意", OPTIONAL, "災害のとき市と避難所に見せてよい範囲。書き方は救急への同意と同じ", "なし";

    Source, "source", "出典", OPTIONAL, "だれの話か。本人・家族・医師・薬剤師・看護師・ケアマネジャー・施設・市・KDB・お薬手帳・病院・消防。空欄は市", "本人";
    AsOf, "as_of", "時点", OPTIONAL, "いつの時点の情報か。月や年まででもよい。空欄は署名日", "R6.4.10";
    ConfirmedOn, "confirmed_on", "確認日", OPTIONAL, "内容が変わっていないと最後に確かめた日", "";
}

/// The columns of a roster file in the order of the template.
pub fn columns() -> &'static [Column] {
    COLUMNS
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_column_is_named_once_and_explained() {
        let mut names = BTreeSet::new();
        for (column, field) in COLUMNS.iter().zip(Field::ALL) {
            assert_eq!(column.japanese, field.japanese());
            assert!(names.insert(column.japanese), "{}", column.japanese);
            assert!(names.insert(column.english), "{}", column.english);
            assert!(!column.explanation.is_empty(), "{}", column.japanese);
            assert!(
                !column.required || !column.example.is_empty(),
                "{}",
                column.japanese
            );
        }
        assert_eq!(COLUMNS.len(), Field::ALL.len());
    }

    #[test]
    fn no_cell_of_the_template_is_a_formula() {
        for column in COLUMNS {
            for cell in [column.japanese, column.english, column.example] {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{cell}"
                );
            }
        }
    }
}
