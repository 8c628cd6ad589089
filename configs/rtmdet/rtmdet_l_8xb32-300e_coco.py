_base_ = [
    '../_base_/models/rtmdet_l.py',
    '../_base_/datasets/coco_rtmdet.py',
    '../_base_/schedules/rtmdet_300e.py',
    './rtmdet_tta.py',
]

custom_hooks = [
    dict(
        type='EMAHook', priority=49,
        ema_type='ExpMomentumEMA', momentum=0.0002, update_buffers=True),
    dict(
        type='PipelineSwitchHook',
        switch_epoch=_base_.max_epochs - _base_.stage2_num_epochs,
        switch_pipeline=_base_.train_pipeline_stage2),
]
