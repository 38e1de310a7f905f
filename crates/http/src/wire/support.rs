//! Who helps the person, and how they usually are.

use super::wire_object;
use tasuki_domain::fact::{
    backup_hospital::BackupHospital,
    care::{Baseline, CareLevel},
    contact::Contact,
    physician::{Physician, Service},
};

wire_object! {
    /// One person to call (緊急連絡先).
    Contact as "Contact" {
        /// The place in the calling order, from 1.
        order,
        /// Their name.
        name,
        /// Its kana.
        kana,
        /// Their relation to the person (続柄).
        relation,
        /// Numbers, the one to call first.
        phones,
        /// Whether they may be called at night; left out when not asked.
        at_night,
        /// Whether they hold a key; left out when not asked.
        holds_key,
        /// キーパーソン
        key_person = false,
        /// 主介護者
        main_carer = false,
        /// 代わりに話せる人
        speaks_for_person = false,
        /// Where they live.
        lives,
    }
}

wire_object! {
    /// One physician or dentist (かかりつけ医).
    Physician as "Physician" {
        /// Who knows the person best comes first, from 1.
        order,
        /// Medical or dental.
        practice,
        /// The clinic or hospital.
        institution,
        /// The department (診療科).
        department,
        /// The physician.
        doctor,
        /// The number by day.
        phone,
        /// The number at night and on holidays.
        after_hours_phone,
        /// Whether someone answers around the clock.
        all_day = false,
    }
}

wire_object! {
    /// One office that serves the person.
    Service as "Service" {
        /// What it does.
        kind,
        /// The office.
        office,
        /// The person in charge.
        person,
        /// The number.
        phone,
        /// Whether someone answers around the clock.
        all_day = false,
    }
}

wire_object! {
    /// The certified care level.
    CareLevel as "CareLevel" {
        /// 要介護度
        level,
        /// 認定日
        certified_on,
        /// 有効期限
        valid_until,
        /// 障害高齢者の日常生活自立度
        disability,
        /// 認知症高齢者の日常生活自立度
        dementia,
    }
}

wire_object! {
    /// The person's usual state: what answers whether something is new.
    Baseline as "Baseline" {
        /// ふだんの意識
        consciousness,
        /// 会話
        conversation,
        /// 移動
        mobility,
        /// 補助具
        aid,
        /// 食事
        eating,
        /// 排泄
        toilet,
        /// 聞こえ
        hearing,
        /// 視力
        sight,
        /// 認知
        cognition,
        /// 麻痺
        paralysis,
    }
}

wire_object! {
    /// The hospital that agreed beforehand to take the person.
    BackupHospital as "BackupHospital" {
        /// The hospital.
        hospital,
        /// The department.
        department,
        /// The desk's number.
        phone,
        /// The next best.
        second_choice,
        /// For what it does not stand.
        not_for,
        /// When it agreed.
        agreed_on,
    }
}
